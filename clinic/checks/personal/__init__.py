"""What in a text could tell who somebody is: names, dates, addresses, numbers. Found by word; nothing is kept."""
