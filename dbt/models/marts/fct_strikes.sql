{{ figures_of(['launched', 'attacks', 'hit', 'damaged']) }}
