package dev.sextant.collection;

import dev.sextant.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// 300 short texts about six things, 50 each, of the same words in many ways.
final class Topics {
    /// Texts of a topic.
    static final int EACH = 50;

    private static final String[][] TOPICS = {
        {
            "The sourdough loaf", "A tray of cinnamon rolls", "My grandmother's apple pie", "The pizza with basil",
            "A bowl of lentil soup", "This chocolate cake", "The roast chicken with lemon", "A plate of fresh pasta",
            "The rhubarb jam", "Our pancake batter"
        },
        {
            "The striker from the second league", "Our goalkeeper", "The home team", "A young midfielder",
            "The visiting coach", "The captain of the football club", "A tired defender", "The new winger",
            "The referee in yesterday's match", "The national side"
        },
        {
            "The space telescope", "A probe to Jupiter", "The crew of the orbital station", "A faint comet",
            "The lander on the moon", "A distant galaxy", "The reusable rocket", "An astronomer in the desert",
            "The rover on Mars", "A young star"
        },
        {
            "The tax office", "A small bank in the valley", "The pension fund", "Our accountant",
            "The quarterly budget", "An investor from Zurich", "The interest rate", "A credit card company",
            "The insurance claim", "The price of shares"
        },
        {
            "The old oak by the river", "A rose in the front garden", "The tomato seedlings", "A hedge of lavender",
            "The orchard behind the barn", "Our compost heap", "A meadow of wild flowers", "The greenhouse cucumbers",
            "A young cherry tree", "The vegetable bed"
        },
        {
            "The string quartet", "A jazz pianist", "The village choir", "An opera singer",
            "The drummer of the band", "A street violinist", "The church organ", "A folk song from the coast",
            "The conductor of the orchestra", "This guitar solo"
        }
    };

    private static final String[][] SAYINGS = {
        {
            "needs an hour in a hot oven",
            "tastes best with a pinch of salt",
            "was eaten before dinner was over",
            "wants more butter and sugar",
            "is on the table for lunch"
        },
        {
            "scored in the last minute",
            "lost the cup final after extra time",
            "trains twice a day before the season",
            "was shown a red card",
            "leads the table by two points"
        },
        {
            "sent back pictures of a dark crater",
            "orbits far from the sun",
            "was launched before dawn",
            "measures the light of ancient galaxies",
            "passed through the shadow of the planet"
        },
        {
            "asks for a receipt of every payment",
            "lowers its costs this year",
            "paid more interest on the loan",
            "reported a loss of two million euros",
            "has to be settled by the end of the month"
        },
        {
            "grows better in the shade",
            "needs water every evening in summer",
            "is pruned in late winter",
            "suffered from frost and snails",
            "blooms from May to September"
        },
        {
            "played a slow waltz in the hall",
            "is tuned before the concert",
            "rehearses on Thursday evenings",
            "got long applause for the encore",
            "recorded an album of ballads"
        }
    };

    private Topics() {}

    /// In the order of the topics.
    static List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int topic = 0; topic < TOPICS.length; topic++) {
            for (String subject : TOPICS[topic]) {
                for (String saying : SAYINGS[topic]) {
                    texts.add("%s %s.".formatted(subject, saying));
                }
            }
        }
        return texts;
    }

    /// Brings them into a new collection; the row of each is its place.
    static void ingest(String name) {
        Rest.create(name, "{}");
        List<Map<String, Object>> documents = new ArrayList<>();
        for (String text : texts()) {
            documents.add(Map.of("id", "t%03d".formatted(documents.size()), "text", text));
        }
        Rest.add(name, Client.write(documents));
    }
}
