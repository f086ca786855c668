from django.contrib.auth.models import AnonymousUser


class EveryoneIsAVisitor:
    """The public site knows no accounts: nobody is logged in, nothing is remembered, no cookie is set."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.user = AnonymousUser()
        request.session = {}
        return self.get_response(request)
