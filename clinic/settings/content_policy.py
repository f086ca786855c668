"""What browsers may load on our pages (Content-Security-Policy), for patients and for staff."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

from clinic.website.first_paint import ALLOWED as FIRST_PAINT

# Nothing a visitor loads comes from anywhere but the clinic; no script or style is written into a page but one script.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, FIRST_PAINT],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    },
}
# Wagtail's editor writes scripts and styles into its pages, and the preview panel is a frame.
STAFF_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
