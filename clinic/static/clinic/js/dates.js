// What somebody types for a day or a time stays as it was typed, until it is sent and read: the picker would put the
// present moment in the place of what it cannot read.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
