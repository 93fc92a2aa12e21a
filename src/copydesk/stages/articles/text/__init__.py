"""Pages without mark-up: what each line is, the head, the roles, the stories. Lines -> Article."""
