// A box for plain words grows with them by style alone. Wagtail measures each instead, whenever one is made: with a hundred
// of them in a long form that took most of the time until anybody could write.
if (CSS.supports('field-sizing', 'content')) {
  window.wagtail.app.register('w-autosize', class extends window.StimulusModule.Controller {});
}
