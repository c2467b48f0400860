"""Pages of the congress (人代会): sessions with their agenda, the roster, meetings and who was there."""
