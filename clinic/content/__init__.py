"""What a page is made of: blocks, rich text, key figures, images and documents."""
