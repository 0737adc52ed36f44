"""The pages that list: findings, instruments, treaties, agreements, bodies, topics, sources, countries."""
