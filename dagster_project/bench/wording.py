"""The words of made-up articles: what a newsroom might write, in phrases that combine to more texts than are ever asked for.
No logic. Slots in braces are filled by `corpus`; those that it lists as figures are claims whose truth is known."""

from __future__ import annotations

# -- coverage of attacks: each sentence states the figures in braces, and nothing else that counts

LEADS = (
    "{attacker} forces launched {launched} drones at {place} {when}, {military} said.",
    "{attacker} forces attacked {place} with {launched} drones {when}, according to {military}.",
    "{Military} said {launched} drones had been launched at {place} {when}.",
)
INTERCEPTIONS = (
    "Air defences shot down {intercepted} of them, {military} said.",
    "{Military} said {intercepted} drones had been shot down.",
    "Of these, {intercepted} drones were destroyed by air defences, {military} reported.",
)
TOLLS = (
    "{Killed} people were killed and {injured} were injured in {place}, {official} said.",
    "{Official} said {killed} people had been killed and {injured} injured in {place}.",
    "The attack on {place} killed {killed} people and injured {injured}, {official} said.",
    "At least {killed_least} people were killed in {place}, according to {official}.",
)
INJURIES = (
    "{Injured} people were injured in {place}, {official} said.",
    "{Official} said that {injured} people were wounded in {place}.",
    "More than {injured_more} people were injured in {place}, {official} said.",
)
DAMAGE = (
    "{Damaged} houses were damaged in {place}, {official} said.",
    "{Official} said {damaged} buildings had been damaged in {place}.",
)
RIVALS = (
    "{Rival} said it had shot down {rival_intercepted} drones {when}.",
    "{Rival} put the number of people killed in {place} at {rival_killed}.",
)

TITLES = (
    "{place} under attack {weekday}: what is known",
    "Drones over {place}, residents take shelter",
    "Night of explosions in {place}",
    "{place} counts the damage after an attack",
    "Rescue work goes on in {place}",
)

# -- what stands around them: no figure that any claim could be made of

WITNESSES = (
    "a shopkeeper", "a schoolteacher", "a retired miner", "a nurse", "a tram driver", "a librarian", "a baker", "an electrician",
    "a student", "a beekeeper", "a priest", "a carpenter", "a pharmacist", "a bus conductor", "a farmer", "a music teacher",
)  # fmt: skip
SAW = (
    "heard the engines long before anything could be seen", "went down to the cellar with a torch and a flask of tea",
    "watched smoke drift across the river until noon", "carried blankets to neighbours whose windows had gone",
    "had not slept for the better part of the week", "found the stairwell full of dust and broken plaster",
    "waited for the signal that the danger had passed", "swept glass from the pavement in front of the bakery",
    "counted the pauses between the explosions", "thought at first that it was thunder over the hills",
    "took the children to relatives in the countryside", "spoke of the smell of burning that hung over the street",
)  # fmt: skip
SERVICES = (
    "Power engineers", "Water engineers", "Firefighters", "Railway crews", "Volunteers", "Ambulance crews", "Gas fitters",
    "Municipal workers", "Structural engineers", "Telephone technicians",
)  # fmt: skip
WORKED = (
    "worked through the morning to restore supplies", "cleared rubble from the tracks before the first commuter trains",
    "went from door to door to check on the elderly", "brought in pumps and generators from neighbouring districts",
    "were still assessing the state of the roof", "sealed windows with boards and plastic sheeting",
    "asked residents to boil water until further notice", "rerouted traffic around the damaged junction",
    "set up tents where people could charge their telephones", "surveyed the bridge before it was opened again",
)  # fmt: skip
REMARKS = (
    "The authorities asked people not to share pictures of the site",
    "Schools in the district held their lessons online",
    "The line for the front had hardly moved since the autumn",
    "Diplomats spoke of a long winter ahead", "Trains arrived late but were running",
    "Markets opened as usual in the quieter districts", "The mayor visited the site and thanked the rescue crews",
    "Insurance covers little of what is lost this way", "Investigators collected fragments for examination",
    "The theatre said its evening performance would take place", "Fuel was on sale again along the main road by dusk",
    "Observers of the conflict said the pattern was a familiar one",
)  # fmt: skip
CLOSINGS = (
    ", as it has been for months", ", residents said", ", a reporter at the scene noted", ", though nobody could say for how long",
    ", much as after earlier nights", ", while sirens could be heard in the distance", "", "", ", despite the rain",
    ", and the queue outside kept growing",
)  # fmt: skip

# -- general news: plain numbers of every kind, and now and then a word that attacks are told in, too

SPORT = (
    "{team} beat {team2} by {n} points to {m} in front of {big} spectators in {city}.",
    "The forward scored his {nth} goal of the season after {m} minutes, and the home attack never let up.",
    "{team} have won {n} of their last {m} matches under the new coach, {person}.",
    "The striker, who joined from {team2} for {n} million euros, missed a penalty late in the second half.",
    "A {n}-year-old from {city} took the title in {m} sets and said she had slept badly.",
    "{person} finished {nth} in the {big}-metre race, {m} seconds behind the winner.",
    "The visitors defended well, shot rarely and lost {n} of the {m} games they played away from home.",
)
BUSINESS = (
    "{firm} reported revenue of {big} million dollars for the quarter, up {n} percent from a year earlier.",
    "Shares in {firm} fell {n} percent to {m} euros before noon, and recovered somewhat after the central bank spoke.",
    "{firm} launched {n} models at the fair in {city} and expects to sell {big} of them within the year.",
    "The company will close {n} branches and cut {big} jobs in {city} by {year}, its chief executive, {person}, said.",
    "Workers at the plant in {city} went on strike over pay for the {nth} day; the union wants {n} percent.",
    "Analysts polled by the bank expect the rate to stay at {n}.{m} percent through {year}.",
    "The merger of {firm} and {firm2} would create a group with {big} staff in {n} countries.",
)
POLITICS = (
    "Parliament passed the bill by {n} votes to {m} after a debate that lasted until midnight.",
    "{person}, who has led the party since {year}, faces a vote of no confidence on {weekday}.",
    "The government plans to spend {big} million on {n} hospitals in and around {city}.",
    "A poll of {big} voters put the governing party at {n} percent, {m} points ahead of its rivals.",
    "Turnout in {city} stood at {n} percent by the afternoon, the commission said.",
    "The opposition attacked the budget as timid and tabled {n} amendments.",
    "The minister said talks with {n} neighbouring states would resume in {city} in {year}.",
)
CULTURE = (
    "The museum in {city} shows {n} paintings by {person} that had not been seen since {year}.",
    "The novel, {big} pages long, took {n} years to write and was refused by {m} publishers.",
    "The festival in {city} sold {big} tickets in {n} hours, its director, {person}, said.",
    "Astronomers pointed the telescope at {n} stars within {m} light years and found traces of water vapour.",
    "The recipe calls for {n} eggs and {m} grams of flour; the oven should be hot.",
    "A restored film from {year} returns to {n} cinemas with a score for {m} players.",
)
ACCIDENTS = (
    "{Killed} people were killed and {injured} injured when a bus left the road near {city} on {weekday}, police said.",
    "{Killed} people were killed in a fire at a warehouse in {city}, the fire brigade said.",
    "A ferry with {n} passengers ran aground off {city} in fog; all of them were brought ashore.",
    "Floods closed {n} roads around {city} and left {big} homes without power, the grid operator said.",
)
DEADLY = 2
"""So many of the accidents, the first ones, state tolls."""

NOUNS = (
    "harbour garden council orchard ledger market stadium kitchen archive bridge theatre survey engine contract village pension "
    "journal lantern window meadow railway tunnel factory college parish furnace vineyard boulevard workshop festival "
    "committee telescope keyboard satellite reservoir balcony tribunal cathedral laboratory orchestra gallery budget "
    "mortgage referendum tariff subsidy harvest glacier vaccine textbook curriculum pipeline bakery courtyard monastery"
).split()
VERBS = (
    "open review repair measure visit finance translate restore abandon inspect compare publish expand describe discover "
    "postpone record support rename question collect defend improve paint follow explain prepare remember borrow replace "
    "consider divide connect reduce admire protect examine celebrate assemble organise"
).split()
ADJECTIVES = (
    "narrow wooden modest ancient northern costly quiet local public disputed generous coastal private remote crowded modern "
    "fragile foreign annual regional temporary famous empty damp bright neglected stubborn elegant hollow provincial "
    "municipal unusual formal distant ordinary promising rusty spacious gentle abrupt"
).split()
PREFIXES = ("", "", "", "re", "over", "under", "pre", "mis", "out", "co-", "half-", "un")
# English by its small words, but never two words beside each other that are the same each time: so articles have as few word
# triples in common as real ones
CLAUSES = (
    "the {a} {noun} of {city} was {past} with {a2} {noun2}",
    "{person} said {noun} and {noun2} from {city} were {past}",
    "in {city} the {a} {noun} that {past} {noun2} will {verb} {person}",
    "after {a} {noun} the {a2} {noun2} was {past} by {person}",
    "the {noun} with {a} {noun2} were {past} from {city}",
    "{person} will {verb} the {noun} which {city} {past} with {a} {noun2}",
    "their {a} {noun} and {a2} {noun2} were {past} in {city}",
    "the {noun} that {person} {past} was {a} and {noun2} were {a2}",
)
SYLLABLES = (
    "ba be bo ca da de do el fa ga go ha in ka la le lo ma me mi mo na ne no pa ra re ri ro sa se ta te ti to va ve vi zo"
).split()
FIRMS = ("Works", "Holdings", "Group", "Energy", "Foods", "Shipping", "Bank", "Motors", "Software", "Textiles")
TEAMS = ("United", "Rovers", "Athletic", "Wanderers", "Rangers", "City", "Harriers", "Union")
