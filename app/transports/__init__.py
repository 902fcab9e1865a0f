"""How a call travels between the trainee's ear and the session."""
