"""What `manage.py up` is made of: one run at a time, its steps, the processes it starts and stops."""
