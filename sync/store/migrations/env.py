"""Runs migrations on the connection that `sync.store.migrate` hands over."""

from alembic import context

from sync.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a table; Alembic rebuilds it
    transactional_ddl=True,  # all or nothing, on SQLite as well
)
with context.begin_transaction():
    context.run_migrations()
