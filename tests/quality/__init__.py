"""How well the product recognises what it has not seen: figures on sentences by people who do not know the code."""
