"""The folder content/ becomes typed, frozen and rendered."""
