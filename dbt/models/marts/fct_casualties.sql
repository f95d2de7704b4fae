{{ figures_of(['killed', 'injured', 'missing', 'captured']) }}
