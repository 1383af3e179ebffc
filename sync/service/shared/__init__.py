"""The engine of many processes on many machines: tasks on PostgreSQL, woken by Procrastinate.

Imported only where the database is PostgreSQL.
"""

from sync.service.shared.engine import SharedEngine

__all__ = ["SharedEngine"]
