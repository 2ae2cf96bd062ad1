"""The whole site: what it is made from, its parts in their order, what is wrong with it."""
