"""The weekly digest that coaches can act from."""
