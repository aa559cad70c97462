"""What the work is: tables as SQLModel classes and pure functions over them. No Qt, no SQL text, no file, no clock."""
