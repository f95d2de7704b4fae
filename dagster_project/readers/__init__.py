"""The second, optional reader: a language model behind the same interface as the rule engine. Off unless settings name one."""
