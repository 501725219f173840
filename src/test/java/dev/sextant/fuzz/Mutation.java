package dev.sextant.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Inputs from others, by chance and a seed: JSON is changed as a tree, mostly, and everything as bytes. It knows
/// nothing of what the inputs reach; Jazzer, which does, runs at night.
final class Mutation {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What structure is made of, in JSON and beyond.
    private static final List<String> WORDS = List.of(
            "{", "}", "[", "]", ",", ":", "\"", "\\u", "\\ud800", "null", "1e9999", "-", "0", "\n", "\r\n", "\0",
            "[[[[");

    private final SplittableRandom random;
    private final TreeMutation trees;

    Mutation(SplittableRandom random) {
        this.random = random;
        this.trees = new TreeMutation(random);
    }

    /// One input more.
    byte[] of(List<byte[]> seeds) {
        byte[] seed = seeds.get(random.nextInt(seeds.size()));
        boolean isTree = isTree(seed) && random.nextInt(8) > 0;
        int changes = isTree && random.nextInt(4) > 0 ? 0 : 1 + random.nextInt(4);
        byte[] bytes = isTree ? ofTree(seed) : seed;
        for (int i = 0; i < changes; i++) {
            bytes = changed(bytes, seeds);
        }
        return bytes;
    }

    private static boolean isTree(byte[] seed) {
        return seed.length > 0 && (seed[0] == '{' || seed[0] == '[');
    }

    /// The same bytes where they are no JSON after all.
    private byte[] ofTree(byte[] seed) {
        try {
            JsonNode tree = JSON.readTree(seed);
            for (int i = random.nextInt(4); i >= 0; i--) {
                tree = trees.once(tree);
            }
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            return seed;
        }
    }

    private byte[] changed(byte[] bytes, List<byte[]> seeds) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(1 + random.nextInt(16)));
        return switch (random.nextInt(7)) {
            case 0 -> replaced(bytes, from, to, new byte[0]);
            case 1 -> replaced(bytes, from, to, word());
            case 2 -> replaced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case 3 -> replaced(bytes, from, bytes.length, new byte[0]);
            case 4 -> replaced(bytes, from, bytes.length, end(seeds.get(random.nextInt(seeds.size()))));
            case 5 -> replaced(bytes, from, to, noise(to - from));
            default -> flipped(bytes);
        };
    }

    private byte[] word() {
        return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] end(byte[] other) {
        return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(by);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
