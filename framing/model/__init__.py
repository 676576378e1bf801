"""The instrument: network, storage and scoring. Imports torch; nothing above it does so early."""
