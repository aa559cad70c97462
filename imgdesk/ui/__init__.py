"""The window: the only place that imports PySide6.

Data goes one way round: a gesture calls a service, the service changes the desk, the desk reports `Changes`, the
bridge turns them into a Qt signal and the pages read again. Widgets (widgets/) know nothing of the domain, pages read
through views, and objects are created and handed to each other in app.py only. Nothing here may import
SQLModel, openpyxl, reportlab or python-docx before the first paint.
"""
