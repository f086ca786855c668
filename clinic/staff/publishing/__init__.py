"""Publishing: screens, forms, buttons under the editor, and many pages at once. What is read first: reviewing."""
