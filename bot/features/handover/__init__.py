"""A question goes to a coach, and the conversation that follows; a coach on duty is warned in a crisis."""
