"""Areas, roles and invitations: who is coach where."""
