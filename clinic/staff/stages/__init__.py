"""How every page stands: the stages that the publishing board and the lists of pages share."""
