"""What a page shows: functions from a desk to frozen rows, in plain SQL on the driver.

The read side. Nothing here writes, nothing here imports SQLModel: these modules are all that the first paint needs.
"""
