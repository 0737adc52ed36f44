"""The results of the checks in every form: one model, one sentence a rule, the same places."""
