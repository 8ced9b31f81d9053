"""The agenda: what a bijeenkomst is, who is on its list, and the rules of seats; shared by every feature."""
