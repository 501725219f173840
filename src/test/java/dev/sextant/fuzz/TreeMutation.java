package dev.sextant.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Changes a tree of JSON somewhere: another value, one more, one less, another name.
final class TreeMutation {
    /// An element that is there many times is one too many somewhere.
    private static final int MANY = 40;

    private final SplittableRandom random;

    TreeMutation(SplittableRandom random) {
        this.random = random;
    }

    /// @param tree is changed
    /// @return the tree, or what takes its place
    JsonNode once(JsonNode tree) {
        List<ContainerNode<?>> places = new ArrayList<>();
        collect(tree, places);
        if (places.isEmpty() || random.nextInt(30) == 0) {
            return OddValues.value(random);
        }
        switch (places.get(random.nextInt(places.size()))) {
            case ObjectNode object -> change(object);
            case ArrayNode array -> change(array);
            default -> throw new IllegalStateException("JSON has objects and arrays");
        }
        return tree;
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> places) {
        if (node instanceof ContainerNode<?> container) {
            places.add(container);
        }
        node.forEach(child -> collect(child, places));
    }

    private void change(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? "text" : names.get(random.nextInt(names.size()));
        switch (random.nextInt(names.isEmpty() ? 1 : 6)) {
            case 0 -> object.set(OddValues.string(random), OddValues.value(random));
            case 1 -> object.remove(name);
            case 2 -> object.set(OddValues.string(random), object.path(name).deepCopy());
            default -> object.set(name, OddValues.value(random));
        }
    }

    private void change(ArrayNode array) {
        int at = array.isEmpty() ? 0 : random.nextInt(array.size());
        switch (random.nextInt(array.isEmpty() ? 1 : 6)) {
            case 0 -> array.insert(at, OddValues.value(random));
            case 1 -> array.remove(at);
            case 2 -> {
                JsonNode element = array.path(at);
                for (int i = random.nextInt(MANY); i > 0; i--) {
                    array.add(element.deepCopy());
                }
            }
            default -> array.set(at, OddValues.value(random));
        }
    }
}
