{{ daily_figures_of(['launched', 'attacks', 'hit', 'damaged']) }}
