"""Writes 20,000 varied texts, one to a line: what the ranges of int8 embeddings are calibrated on (see ranges.py).

All of it is made here from word lists and templates with a fixed seed: single terms, phrases, sentences, questions,
headlines, titles of papers, captions, chat, reviews, code, numbers, emoji, other languages and long paragraphs.

Run (Python 3.11, standard library only):  python3 tools/int8-ranges/texts.py > texts.txt
"""

import random
import re

COUNT = 20_000

# Terms by subject; a comma ends a term.
SUBJECTS = {
    "particles": "quark, gluon, neutrino mass, Higgs boson, dark matter halo, lepton flavour, supersymmetry, cosmic "
    "ray, collider, W boson, top quark, hadron spectrum, muon decay, string vacuum, gauge field, anomaly,"
    " brane world, axion",
    "quantum": "entanglement, qubit, Bell inequality, decoherence, quantum channel, tunnelling, spin chain, squeezed"
    " light, ion trap, Bose condensate, superfluid, quantum dot, wave function, Hilbert space, "
    "teleportation, uncertainty",
    "solids": "superconductor, graphene, Hall effect, ferromagnet, phonon, crystal lattice, thin film, topological "
    "insulator, spin glass, semiconductor, magnetic domain, phase transition, polaron, Kondo effect, "
    "nanotube, disorder",
    "stars": "supernova, white dwarf, galaxy cluster, black hole, accretion disc, gamma-ray burst, pulsar, "
    "redshift survey, exoplanet, stellar wind, quasar, interstellar dust, globular cluster, X-ray binary,"
    " comet, solar flare, telescope",
    "algebra": "group, ring, ideal, module, sheaf, elliptic curve, modular form, Galois representation, Lie algebra,"
    " cohomology, moduli space, vector bundle, toric variety, prime number, zeta function, knot "
    "invariant, category",
    "analysis": "Banach space, partial differential equation, harmonic function, boundary value problem, Fourier "
    "series, operator norm, Hausdorff dimension, ergodic flow, convex body, Riemannian metric, geodesic, "
    "random matrix, soliton",
    "statistics": "regression, Bayesian inference, Markov chain, likelihood, sampling bias, variance, confidence "
    "interval, time series, causal effect, survey weights, outlier, Gaussian process, bootstrap, "
    "hypothesis test, missing data",
    "theory": "graph colouring, NP-hard problem, approximation algorithm, hash table, automaton, spanning tree, "
    "lower bound, proof system, lambda calculus, type checker, sorting network, permutation, lattice "
    "path, Ramsey number, matroid",
    "learning": "neural network, gradient descent, transformer, reinforcement learning, image segmentation, word "
    "embedding, decision tree, speech recognition, object detection, clustering, overfitting, attention "
    "head, language model, GAN",
    "networks": "router, packet loss, wireless channel, antenna array, bandwidth, load balancer, sensor network, TCP,"
    " interference, 5G base station, relay, fading, error-correcting code, MIMO, fibre link, cloud "
    "server, latency, DNS",
    "security": "password, phishing mail, firewall, encryption key, malware, zero-day flaw, digital signature, data "
    "breach, two-factor login, ransomware, botnet, certificate, privacy law, spyware, side channel, "
    "access control",
    "software": "compiler, unit test, garbage collector, stack trace, pull request, deadlock, null pointer, "
    "refactoring, database index, API endpoint, container image, memory leak, cache, thread pool, logging"
    " library, merge conflict",
    "biology": "enzyme, cell membrane, protein folding, bacteria, photosynthesis, mitochondria, virus, ribosome, "
    "evolution, metabolism, stem cell, antibody, yeast, ecosystem, food web, predator, population "
    "dynamics, habitat, fungus, algae",
    "genes": "genome, mutation, DNA strand, chromosome, gene expression, RNA polymerase, transcription factor, "
    "allele, heredity, CRISPR, promoter region, codon, phenotype, sequencing, gene therapy, epigenetics",
    "brain": "neuron, synapse, cortex, dopamine, memory, hippocampus, EEG signal, sleep cycle, visual perception, "
    "attention, spike train, reflex, pain, anxiety disorder, motor control, hearing, stroke, dementia",
    "chemistry": "catalyst, acid, polymer, sodium chloride, oxidation, solvent, benzene ring, titration, ammonia, "
    "hydrogen bond, isotope, alkane, crystal, electrolyte, pH value, covalent bond, reaction rate, "
    "spectroscopy, ethanol, sulphur",
    "fluids": "turbulence, vortex, viscosity, Reynolds number, droplet, shock wave, convection, boundary layer, "
    "jet, foam, granular flow, wetting, sediment, plasma, magnetic reconnection, tokamak, heat transfer, "
    "capillary wave, laser pulse",
    "earth": "earthquake, volcano, tectonic plate, limestone, glacier, groundwater, fault line, mineral, erosion, "
    "fossil, magma, river delta, sandstone, permafrost, sinkhole, tsunami, geyser, coal seam, soil, "
    "basalt",
    "climate": "carbon dioxide, sea level, drought, greenhouse gas, ocean current, heat wave, emissions target, "
    "Arctic ice, monsoon, El Niño, deforestation, aerosol, carbon tax, coral bleaching, wildfire smoke, "
    "ozone layer",
    "weather": "thunderstorm, light rain, snow, fog, hurricane, cold front, sunshine, humidity, hail, strong wind, "
    "frost, rainbow, forecast, flood warning, drizzle, tornado, blizzard, overcast sky, heat index, dew",
    "medicine": "fever, blood pressure, diabetes, antibiotic, surgery, vaccine, tumour, asthma, chest pain, migraine,"
    " x-ray, kidney failure, insulin, ulcer, chemotherapy, allergy, infection, cardiac arrest, arthritis,"
    " anaemia, biopsy",
    "aerodynamics": "wing, boundary-layer suction, supersonic flow, airfoil, drag coefficient, rocket nozzle, flutter, "
    "wind tunnel, hypersonic vehicle, blunt body, buckling, thin shell, turbine blade, propeller "
    "slipstream, lift",
    "body": "knee, elbow, liver, spine, eyelid, stomach, shoulder, tooth, lung, skin, heart valve, ankle, jaw, "
    "thumb, ear, muscle, tendon, skull, rib, throat, bone marrow, artery",
    "mind": "motivation, grief, therapy session, self-esteem, habit, phobia, personality, childhood trauma, "
    "burnout, empathy, depression, addiction, mindfulness, conflict, loneliness, ambition, shame",
    "law": "contract, lawsuit, copyright, custody, witness, tenant, liability, appeal, supreme court, jury "
    "verdict, patent, defendant, constitutional amendment, bail, negligence, trademark, inheritance, "
    "immigration visa, attorney, bankruptcy",
    "politics": "election, parliament, senator, referendum, foreign minister, treaty, opposition party, sanctions, "
    "coalition, campaign, tax reform, president, lobbyist, border dispute, human rights, protest, mayor, "
    "veto, embassy, ceasefire",
    "conflict": "missile, troops, airstrike, rebel group, peace talks, hostage, suicide bomber, refugee camp, drone, "
    "navy, militant, tank, nuclear programme, insurgent, soldier, explosion, police raid, gunman, "
    "checkpoint, civil war",
    "economy": "inflation, unemployment, interest rate, trade deficit, central bank, GDP growth, recession, budget, "
    "wage, exports, tariff, debt crisis, supply chain, productivity, subsidy, minimum wage, currency, "
    "poverty line",
    "finance": "stock, bond yield, hedge fund, dividend, quarterly earnings, option pricing, portfolio, credit "
    "rating, share price, merger, IPO, futures contract, volatility, revenue, shareholder, Nasdaq index, "
    "crude oil, investor",
    "banking": "debit card, exchange rate, transfer fee, top-up, PIN code, direct debit, cash machine, pending "
    "payment, identity check, refund, account balance, card delivery, declined payment, virtual card, "
    "mortgage, savings account, IBAN",
    "shopping": "discount code, free shipping, refund, wish list, gift card, out of stock, size chart, checkout, "
    "parcel, customer review, return label, warranty, price match, sale, receipt, basket, subscription "
    "box",
    "clothes": "sweater, jeans, leather boots, raincoat, silk scarf, wedding dress, sneakers, hat, wool socks, belt,"
    " suit, sunglasses, gloves, pyjamas, skirt, hooded jacket, necklace, handbag, wristwatch, shirt with "
    "stripes",
    "gadgets": "laptop, phone charger, headphones, camera lens, tablet, smart watch, printer, keyboard, graphics "
    "card, USB cable, e-reader, router, speaker, game console, memory card, webcam, battery, touch "
    "screen, drone",
    "cars": "engine, brake pad, electric car, gearbox, tyre, traffic jam, driving licence, pickup truck, "
    "windscreen, diesel, motorcycle, seat belt, parking ticket, hybrid, exhaust, clutch, charging "
    "station, speed limit, race car",
    "transport": "train, airport, bus stop, ferry, bicycle lane, tram, subway, boarding pass, cargo ship, jet engine, "
    "pilot, railway bridge, helicopter, canal boat, runway, ticket machine, harbour, container port, "
    "delay, luggage",
    "travel": "beach, hotel room, passport, mountain trail, museum, tour guide, campsite, souvenir, backpack, "
    "island, waterfall, cathedral, desert safari, hostel, jet lag, road trip, ski resort, cruise, "
    "national park, old town",
    "cooking": "onion, garlic, frying pan, roast chicken, soup, rice, olive oil, knife, oven, spice, pasta, salad, "
    "dough, butter, chopped carrot, potato, boiling water, sauce, grilled fish, tofu, cutting board, "
    "recipe, curry, egg",
    "sweets": "chocolate cake, apple pie, sourdough, vanilla, cinnamon, ice cream, honey, cookie, pancake, yeast, "
    "sugar, caramel, croissant, whipped cream, cheesecake, lemon tart, muffin, jam",
    "drinks": "coffee, green tea, red wine, beer, orange juice, whisky, mineral water, milk, cocktail, lemonade, "
    "espresso, smoothie, cider, hot chocolate, sparkling water, rum",
    "football": "goal, penalty, midfielder, league title, red card, coach, striker, transfer, cup final, offside, "
    "injury, stadium, referee, World Cup, goalkeeper, quarterback, touchdown, home run, playoffs",
    "sport": "marathon, tennis match, swimming, gymnast, basketball, golf, cricket innings, boxing, cycling race, "
    "chess, Olympic medal, skateboard, surfing, rugby, hockey, sprinter, yoga, rowing, high jump, judo, "
    "ski jump, fencing",
    "music": "guitar, piano, violin, drum, flute, choir, jazz, symphony, opera singer, rap album, melody, concert,"
    " chord, trumpet, folk song, DJ, cello, headline act, lyrics, keyboard player, harmonica, record "
    "label",
    "screen": "film, actress, horror movie, documentary, director, TV series, cartoon, cinema, plot twist, Oscar, "
    "comedy, trailer, sequel, scriptwriter, soundtrack, streaming service, villain, box office",
    "books": "novel, poem, library, short story, author, biography, bookshop, chapter, translation, fairy tale, "
    "publisher, diary, essay, detective, fantasy trilogy, manuscript, dictionary, comic book, bestseller",
    "art": "painting, sculpture, gallery, watercolour, portrait, mural, ceramic vase, sketch, photography, "
    "architecture, exhibition, oil paint, canvas, mosaic, design, Renaissance fresco, statue, tapestry",
    "stage": "ballet, theatre, rehearsal, comedian, puppet, audience, costume, dance, musical, magician, circus, "
    "curtain, monologue, spotlight, tap dance, applause",
    "garden": "rose, tomato plant, lawn, hedge, compost, tulip bulb, pruning, greenhouse, weed, fertiliser, "
    "watering can, sunflower, herb bed, apple tree, ivy, cactus, orchid, seedling, fence",
    "animals": "dog, cat, horse, elephant, tiger, panda, monkey, rabbit, cow, sheep, goat, pig, bear, wolf, fox, "
    "deer, lion, zebra, giraffe, kangaroo, hamster, squirrel, bat, hedgehog, camel, otter, polar bear, "
    "puppy, kitten, donkey, mouse",
    "wildlife": "shark, whale, dolphin, octopus, salmon, turtle, frog, snake, crocodile, lizard, eagle, owl, parrot, "
    "duck, penguin, swan, sparrow, bee, butterfly, ant, spider, mosquito, beetle, snail, crab, jellyfish,"
    " worm, moth",
    "plants": "oak, fern, moss, bamboo, pine cone, seaweed, pollen, maple leaf, wheat, root, bark, blossom, "
    "mushroom, lavender, willow, palm tree, thistle, rainforest, grass, clover",
    "house": "kitchen sink, sofa, bedroom, leaking roof, staircase, window frame, carpet, bookshelf, lamp, "
    "doorbell, mirror, mattress, curtains, basement, fireplace, balcony, dishwasher, dining table, vacuum"
    " cleaner, radiator",
    "tools": "hammer, screwdriver, drill, ladder, saw, wrench, nail, paint brush, measuring tape, glue, bolt, "
    "chisel, concrete mixer, crane, shovel, wheelbarrow, sandpaper, toolbox, welding torch",
    "farm": "tractor, harvest, dairy cow, irrigation, orchard, barn, wheat field, fertiliser, beehive, vineyard, "
    "chicken coop, pesticide, crop rotation, seed, livestock, hay, scarecrow",
    "school": "homework, exam, teacher, classroom, university, scholarship, maths lesson, kindergarten, thesis, "
    "lecture, blackboard, tuition fee, graduation, spelling test, science fair, playground, student loan,"
    " curriculum",
    "faith": "church, mosque, prayer, monk, temple, pilgrimage, bishop, Bible, Quran, Buddha, Easter, synagogue, "
    "hymn, fasting, angel, sin, ritual, priest, meditation, rabbi",
    "myth": "dragon, unicorn, Zeus, Norse god, ghost, witch, vampire, magic sword, giant, prophecy, underworld, "
    "mermaid, werewolf, fairy, curse, phoenix, labyrinth",
    "history": "Roman empire, pharaoh, medieval castle, revolution, world war, slave trade, Viking ship, plague, "
    "king, colony, industrial age, cold war, ancient Greece, Silk Road, samurai, pyramid, crusade, treaty"
    " of peace, dynasty",
    "places": "Paris, Tokyo, Nigeria, Brazil, the Alps, Sahara, Moscow, India, New York, Sydney, Beijing, Cairo, "
    "Mexico, London, Syria, Iran, Israel, Ukraine, South Korea, Canada, Kenya, Texas, Greece, Pakistan, "
    "Peru, Istanbul, Berlin",
    "people": "Mary, Ahmed, Professor Lin, Doctor Okafor, Grandma, my brother, the plumber, Mr Singh, Anna, Carlos,"
    " the neighbour, a nurse, an engineer, the waiter, a farmer, two sisters, the baby, firefighter, "
    "astronaut, carpenter",
    "feelings": "happiness, anger, love, jealousy, hope, boredom, fear, pride, surprise, gratitude, guilt, joy, "
    "sadness, courage, trust, disgust, relief, curiosity, patience, homesickness",
    "health": "push-up, diet, vitamin, sleep, weight loss, protein shake, gym, jogging, meditation, sunscreen, back"
    " pain, calories, hydration, flu shot, smoking, heart rate, stretching, pregnancy, toothbrush",
    "games": "video game, puzzle, card deck, board game, dice, high score, boss level, crossword, poker, "
    "multiplayer, checkmate, quest, joystick, lottery ticket, bingo, hide and seek",
    "web": "hashtag, follower, selfie, meme, viral video, podcast, blog, newsletter, influencer, comment "
    "section, search engine, browser tab, emoji, online dating, spam, livestream, cookie banner, app "
    "update",
    "crime": "robbery, murder trial, fraud, kidnapping, drug smuggling, prison, detective, bribery, arson, "
    "vandalism, shoplifter, fingerprint, alibi, hit and run, police officer, money laundering",
    "disaster": "plane crash, factory fire, landslide, bus accident, collapsed building, oil spill, evacuation, "
    "rescue team, flood, death toll, power cut, ferry sinking, avalanche, stampede, gas leak, epidemic",
    "energy": "solar panel, wind turbine, nuclear reactor, natural gas, power grid, lithium battery, hydroelectric "
    "dam, pipeline, biofuel, electricity bill, heat pump, coal plant, transformer station, fuel cell, "
    "uranium",
    "space": "rocket launch, space station, Mars rover, satellite, moon landing, astronaut suit, orbit, asteroid, "
    "NASA, spacewalk, Saturn's rings, launch pad, capsule, zero gravity, meteor shower, Jupiter, comet "
    "probe",
    "language": "verb, accent, grammar, alphabet, idiom, dialect, syllable, translation, pronoun, plural, vowel, "
    "etymology, slang, comma, sign language, bilingual child, rhyme, prefix, spelling",
    "ideas": "free will, ethics, consciousness, truth, justice, logic, existentialism, beauty, paradox, "
    "utilitarianism, identity, scepticism, virtue, knowledge, meaning of life, democracy, infinity, "
    "nothingness",
    "measures": "kilogram, litre, square metre, percentage, degree Celsius, dozen, light year, mile, volt, decibel, "
    "hour, century, fraction, average, ratio, circle, triangle, cube, angle, zero",
    "work": "job interview, salary, resignation letter, meeting, deadline, promotion, intern, remote work, "
    "pension, boss, trade union, invoice, project plan, spreadsheet, business trip, customer support, "
    "start-up, resume, overtime",
    "colours": "red, dark blue, bright yellow, purple, silver, black and white, pale green, orange, pink, brown, "
    "golden, transparent, grey, turquoise",
}

ADJECTIVES = (
    "old new small huge red broken cheap rare strange quiet famous local modern wooden heavy empty secret happy angry "
    "beautiful dangerous complex simple linear nonlinear random stable finite infinite robust adaptive optimal exact "
    "hybrid dirty fresh frozen wild digital public private ancient young tired brave lonely expensive"
).split()
DOING = (
    "playing with, eating, carrying, looking at, painting, cutting, cleaning, chasing, holding, selling, riding, fixing, "
    "washing, throwing, pushing, drawing, talking about, dancing near, jumping over, standing next to, sitting on, running "
    "from, slicing, pouring, sleeping beside, hiding behind, reading about, waiting for, filming, singing about, kicking"
).split(", ")
WHO = (
    "a man, a woman, a boy, a girl, two dogs, a small child, the cat, a group of people, an old man, a young woman, three "
    "children, a brown dog, someone, a band, a chef, a baby, two men, a crowd, a soldier, a black bird, a couple, a monkey"
).split(", ")
WHERE = (
    "in the park, on a table, at night, in the kitchen, on the beach, in the snow, by the river, on stage, at school, "
    "in front of a house, under a tree, in the street, on a grassy field, in a swimming pool, near the station, indoors, "
    "on the roof, in an office, in a crowded market, across the road, in space, at home, along the wall"
).split(", ")
VERBS = (
    "causes, prevents, replaces, destroys, explains, improves, predicts, needs, contains, supports, ignores, limits, "
    "controls, attracts, protects, hides, follows, beats, reveals, threatens, doubles, loses, buys, rejects, joins"
).split(", ")
METHODS = (
    "a survey of, on the structure of, fast computation of, the role of, measurement of, a new bound for, an introduction "
    "to, evidence for, towards a theory of, numerical simulation of, the dynamics of, observation of, constraints on, "
    "a note on, learning, estimation of, the origin of, experimental study of, asymptotics of, a counterexample to, "
    "global properties of, classification of, remarks on, the geometry of, an algorithm for, detecting, spectral "
    "analysis of, low-temperature, high-resolution imaging of, a model of, inverse problems for, optimal control of"
).split(", ")
AGENCIES = "police, officials, the government, investors, doctors, scientists, fans, lawyers, rebels, farmers, teachers"
AGENCIES = AGENCIES.split(", ")
MOODS = (
    "lol, omg, ugh, haha, thanks!, no way, please help, brb, sorry, yay!!!, hmm, wow, see you later, good morning, "
    "good night, congratulations, happy birthday, idk, fair enough, you're welcome, shut up, I love you, never mind, ok"
).split(", ")
EMOJI = "😀 😂 😍 😭 😡 🤔 👍 🙏 🎉 🔥 ❤️ 💔 🚀 🌍 🌧️ ☀️ 🍕 🍎 ☕ 🐶 🐱 🦊 🐝 🌵 ⚽ 🎸 📚 💻 💰 🏠 🚗 ✈️ ⏰ 🎂 👨‍👩‍👧 🏳️‍🌈 👩🏽‍🔬 🤷‍♂️ ✅ ❌".split()

# Two halves that go together in any combination, by language.
LANGUAGES = [
    ("El perro|Mi hermana|La ciudad|El médico|Nuestro vecino|La lluvia", "llegó tarde|está muy cansada hoy|no quiere hablar|cuesta demasiado|duerme en la casa|cambió el plan"),
    ("Le train|Ma mère|Le chat noir|L'hôpital|Cette chanson|Le ministre", "est arrivé hier soir|n'aime pas la pluie|coûte trop cher|a été fermé|me rend heureux|parle à la radio"),
    ("Der Zug|Meine Tochter|Die Regierung|Das Essen|Unser Garten|Der Schlüssel", "kommt heute nicht|schläft schon|ist zu teuer geworden|gefällt mir sehr|braucht mehr Zeit|liegt auf dem Tisch"),
    ("Il treno|La nonna|Il mercato|Questo libro|La partita|Il mare", "è in ritardo|cucina la pasta|apre domani mattina|non mi piace|finisce alle nove|era calmo"),
    ("O menino|A praia|O governo|Minha avó|O carro azul|A reunião", "está cheia de gente|perdeu a chave|anunciou novas regras|gosta de música|não funciona|começa agora"),
    ("Кошка|Моя сестра|Этот город|Врач|Поезд|Новая книга", "спит на окне|приехала вчера|очень красивый|ждёт нас|стоит слишком дорого|лежит на столе"),
    ("Η γάτα|Ο γιατρός|Το πλοίο|Η πόλη", "κοιμάται|έφυγε χθες|είναι μεγάλη|δεν ήρθε ακόμα"),
    ("القط|المدينة|الطبيب|الكتاب", "نائم في البيت|جميلة جدا|وصل أمس|على الطاولة"),
    ("החתול|העיר|הרופא|הספר", "ישן בבית|יפה מאוד|הגיע אתמול|על השולחן"),
    ("我的朋友|这个城市|火车|医生|今天的天气", "很好|来了|在北京|非常大|不知道"),
    ("私の猫|この町|電車|先生|明日の天気", "はとても静かです|が好きです|はまだ来ません|は大きいです"),
    ("내 친구|이 도시|기차|선생님", "는 아주 커요|가 왔어요|를 좋아해요|는 집에 있어요"),
    ("Kedi|Bu şehir|Doktor|Yeni kitap", "evde uyuyor|çok güzel|dün geldi|masanın üstünde"),
    ("Kot|Moja siostra|Pociąg|Nowa książka", "śpi na oknie|przyjechała wczoraj|jest spóźniony|leży na stole"),
    ("मेरा दोस्त|यह शहर|गाड़ी|किताब", "घर पर है|बहुत बड़ा है|कल आई थी|मेज़ पर है"),
    ("Con mèo|Thành phố này|Bác sĩ|Cuốn sách", "đang ngủ|rất đẹp|đến hôm qua|ở trên bàn"),
]

SENTENCES = [
    "{A} {verbs} {b}.",
    "{who} is {doing} {thing} {where}.",
    "{Adj} {a} and {adj} {b}, {where}.",
    "the {a} of the {b} {verbs} every {c}",
    "I think {a} is more important than {b}, but {c} {verbs} both.",
    "There was no {a} left, so we talked about {b} instead.",
    "Nobody had seen {thing} {where} since {year}.",
    "In {year}, {number} people {where} asked for {a}.",
    "{A} without {b} is like {x} without {y}.",
    "According to {people}, {a} {verbs} {adj} {b}.",
    "{People} said that the {adj} {a} had been moved {where}.",
    "If {a} fails, check the {b} first, then the {c}.",
]
QUESTIONS = [
    "What is {a}?", "How does {a} affect {b}?", "Why is my {a} so {adj}?", "where can I buy {thing} near {places}",
    "who invented {a}", "Is it safe to mix {a} and {b}?", "How much {a} do I need for {number} {b}?",
    "what's the difference between {a} and {b}?", "Can you recommend {a} for {adj} {x}?", "when did {a} start in {places}",
    "how to fix {thing} at home", "Should I worry about {a}?", "best {a} {year}", "Does {a} still need {b}?",
]
HEADLINES = [
    "{agency} {verbs} {a} after {b} {where}", "{places}: {number} dead in {disaster}", "{A} prices rise {small}% as {b} slows",
    "{places} {verbs} {places2} over {a}", "{Agency} warn of {a} in {places}", "{places2} signs {a} deal worth ${number} million",
    "BREAKING: {A} {where}", "Live: {a} v {b}, {small}-{small2}", "{people}: why I left {places} for {a}",
    "{Agency} hunt for {a} linked to {crime}", "Opinion: the trouble with {a}", "{A} wins {x} award",
]
TITLES = [
    "{Method} {a}", "{Method} {a} and {b}", "{A} in {adj} {b}", "{Adj} {a}s and their {b}", "{A}-based {b} for {adj} {c}",
    "{Method} {adj} {a} with {b}", "{A}: {method} {b}", "{Adj} {a} from {adj} {b} in {x}", "Can {a} explain {b}?",
    "{Method} {x} via {a}", "Comment on \"{Method} {a}\"", "{A} and {b} at {number} GeV", "{Method} $\\{letter}$-{a} on {b}",
]
CAPTIONS = [
    "{who} is {doing} {thing}.", "{who} {doing} {thing} {where}", "{who} and {who2} {where}", "{Adj} {thing} {where}.",
    "{who} with {thing} {doing} {thing2}", "close-up of {adj} {thing}", "{Who} is {where}.",
]
CHAT = [
    "{mood} my {a} is {adj} again {emoji}", "{mood}", "{mood} {emoji}{emoji}", "can u bring {thing}?? {mood}",
    "Hi, I still haven't received my {a}. Order {number}-{small}.", "I'd like to cancel {a}, {mood}", "{A}!!!", "{emoji}",
    "@{word} {a} > {b} {emoji} #{word}", "Dear Sir or Madam, I am writing about {a} and the {adj} {b}.", "{emoji} {a} {emoji}",
    "My {a} was charged twice, why?", "LOOK AT THIS {UPPER}", "so... {a}? or {b}?", "not {a}, I said {b}",
]
REVIEWS = [
    "{small} stars. The {a} arrived {adj} and the {b} was missing.", "Best {a} I ever had, even better than {b}!",
    "Terrible {a}. {Adj}, {adj} and overpriced, do not buy.", "The {a} does its job but the {b} is {adj}.",
    "We stayed {small} nights; {a} was {adj}, {b} less so.", "Would recommend to anyone who likes {a}.",
]
CODE = [
    "def {word}(x): return x * {small} + {number}", "SELECT {word} FROM {word2} WHERE id = {number};",
    "for (int i = 0; i < {number}; i++) {{ {word}[i] = {small}; }}", "import {word} from './{word2}.js'",
    "<div class=\"{word}\"><p>{A}</p></div>", "Error {number}: {word} is not a {word2}", "git commit -m \"fix {a}\"",
    "{{\"{word}\": {number}, \"{word2}\": [{small}, null, true]}}", "# {A}", "C:\\{word}\\{word2}.txt",
    "https://www.example.com/{word}/{word2}?q={number}", "{word}@example.com", "public static void {word}() throws {word2}Exception",
    "$ sudo apt install {word}-{word2}", "NullPointerException at {word}.java:{number}", "if {word} is None: raise ValueError({small})",
]
FIGURES = [
    "{number}", "{number}.{number}", "${number}.99", "{small}/{small2}/{year}", "{small}:{small2}", "+{number} {number}", "{number} %",
    "{number} x {small} = {number}", "{year}-{year}", "No. {number}", "{small} kg {a}", "v{small}.{small2}.{small}", "-{number} °C",
    "II. {A}", "Section {small}.{small2}: {a}", "{letter}^{small} + {letter} = {number}", "ISBN {number}-{number}-{small}",
]
LETTERS = "alpha beta gamma delta lambda mu pi sigma phi omega x y z n k".split()
OTHER = ["", "a", "the", "?", "!", "...", "-", "—", "()", "test", "N/A", "null", "lorem", "asdf qwer", "aaaaaaaa", "x y z"]


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.subjects = {name: re.split(r",\s*", terms) for name, terms in SUBJECTS.items()}
        self.terms = [term for terms in self.subjects.values() for term in terms]
        self.words = sorted({word for term in self.terms for word in term.lower().split() if word.isalpha()})

    def one(self, values):
        return self.random.choice(values)

    def fill(self, template, mixed=0.35):
        """A template with its slots filled: a, b and c from one subject, mostly; x and y from any."""
        subject = self.one(list(self.subjects.values()))
        near = lambda: self.one(self.terms if self.random.random() < mixed else subject)
        slots = dict(
            a=near(), b=near(), c=near(), x=self.one(self.terms), y=self.one(self.terms), adj=self.one(ADJECTIVES),
            thing=self.one(["a ", "the ", "some ", "his ", "her "]) + near(), thing2="the " + near(), who=self.one(WHO),
            who2=self.one(WHO), where=self.one(WHERE), doing=self.one(DOING), verbs=self.one(VERBS),
            people=self.one(self.subjects["people"]), places=self.one(self.subjects["places"]),
            places2=self.one(self.subjects["places"]), disaster=self.one(self.subjects["disaster"]),
            crime=self.one(self.subjects["crime"]), agency=self.one(AGENCIES), mood=self.one(MOODS),
            emoji=self.one(EMOJI), method=self.one(METHODS), word=self.one(self.words), word2=self.one(self.words),
            letter=self.one(LETTERS), year=self.random.randint(1600, 2040), small=self.random.randint(0, 12),
            small2=self.random.randint(0, 59), number=int(10 ** self.random.uniform(1, 7)),
        )
        for name in ("a", "adj", "who", "agency", "people", "method"):
            slots[name[0].upper() + name[1:]] = slots[name][0].upper() + slots[name][1:]
        slots["UPPER"] = slots["a"].upper()
        return template.format(**slots)

    def phrase(self):
        count = self.random.choice([1, 1, 2, 2, 3, 4])
        return " ".join(self.one(self.terms) for _ in range(count))

    def salad(self):
        """Words thrown together: what no template says."""
        return " ".join(self.one(self.words) for _ in range(self.random.randint(1, 12)))

    def foreign(self):
        first, second = self.one(LANGUAGES)
        text = f"{self.one(first.split('|'))} {self.one(second.split('|'))}"
        return text if self.random.random() < 0.7 else f"{text}, {self.one(self.terms)}"

    def repeated(self):
        return " ".join([self.one(self.terms + EMOJI + OTHER)] * self.random.randint(2, 30))

    def paragraph(self):
        kinds = self.one([SENTENCES, SENTENCES + QUESTIONS, TITLES, REVIEWS + SENTENCES, CAPTIONS, HEADLINES, CODE])
        mixed = self.one([0.0, 0.1, 1.0])
        return " ".join(self.fill(self.one(kinds), mixed) for _ in range(self.random.randint(2, 14)))

    def text(self):
        kinds = [
            (8, self.phrase), (8, self.salad), (6, self.foreign), (2, self.repeated), (12, self.paragraph),
            (14, SENTENCES), (10, QUESTIONS), (12, HEADLINES), (20, TITLES), (14, CAPTIONS), (10, CHAT), (6, REVIEWS),
            (6, CODE), (5, FIGURES),
        ]
        kind = self.random.choices([kind for _, kind in kinds], [weight for weight, _ in kinds])[0]
        text = self.fill(self.one(kind)) if isinstance(kind, list) else kind()
        chance = self.random.random()
        return text.upper() if chance < 0.02 else text.lower() if chance < 0.1 else text


def texts():
    writer = Writer(20_261)
    some = dict.fromkeys(writer.terms + writer.words + EMOJI + MOODS + [text for text in OTHER if text])
    while len(some) < COUNT:
        some[writer.text()] = None
    return list(some)


if __name__ == "__main__":
    for text in texts():
        print(text)
