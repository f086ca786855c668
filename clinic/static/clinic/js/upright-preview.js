// On Wagtail's screen for many pictures a preview is turned as the photograph asks. Browsers do that themselves by now: done
// twice, a photograph taken upright lies on its side.
window.jQuery?.(() => {
  const upload = window.jQuery.blueimp?.fileupload;
  if (upload) upload.prototype.options.previewOrientation = false;
});
