"""How good Rapport is: suites, benches, and the strict stand-ins that tests use too."""
