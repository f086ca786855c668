"""A form that carries the hash of what its person was shown: what it does, it does to that only."""

from django import forms


class BoundForm(forms.Form):
    """`seen` is a hash of all that stands beside the form."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def bind(self, shown: str) -> None:
        """To what stands beside it now, whatever was posted."""
        self.fields["seen"].initial = shown
        if self.is_bound:
            posted = self.data.copy()  # type: ignore[attr-defined]  # a dict, or what was posted
            posted["seen"] = shown
            self.data = posted
