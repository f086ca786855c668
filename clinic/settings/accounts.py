"""How staff log in: passwords, a second factor, and when a login ends (decision 41)."""

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# "required": whoever has no second factor sets one up before anything else. "offered": whoever sets one up is asked.
SECOND_FACTOR = "offered"
# After so many minutes in which nobody did anything a login ends; 0: only with the working day below.
IDLE_MINUTES = 0
# A working day: a computer on a ward is not logged in for the next one.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "clinic.staff.login.forms_handed_back.token_refused"

LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAILADMIN_USER_LOGIN_FORM = "clinic.staff.login.guessing_limits.SlowLoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "clinic.staff.login.password_reset.SameForAll"
# Whoever is invited chooses a password through a link; nobody types one for somebody else.
WAGTAILUSERS_PASSWORD_ENABLED = False
# Their address is how a colleague is known, and how they come back in: an admin changes it.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

ACCOUNT_FORMS = {"reauthenticate": "clinic.staff.login.asked_again.SlowPasswordAgain"}
# Our own count comes first, and says so in words.
ACCOUNT_RATE_LIMITS = {"reauthenticate": "100/m/user"}
ACCOUNT_ADAPTER = "clinic.staff.login.adapters.Accounts"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "clinic.staff.login.adapters.SecondFactors"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # Addresses are given by admins, and verified by nobody else.
MFA_FORMS = {
    "activate_totp": "clinic.staff.login.second_factor.FirstCodeForm",
    "authenticate": "clinic.staff.login.second_factor.SlowCodeForm",
    "reauthenticate": "clinic.staff.login.second_factor.SlowCodeFormAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# Clocks of telephones are half a minute off.
MFA_TOTP_TOLERANCE = 1
