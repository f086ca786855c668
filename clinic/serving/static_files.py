from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Static files with their hash in the name, so that browsers may keep them for ever."""

    # A file named in a template but missing on disk shows unstyled; it must not become an error page.
    manifest_strict = False
