package dev.sextant.collection;

import dev.sextant.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A collection's maps as they are at a moment, by components: one of each at most. Those that are damaged are left
/// out.
///
/// @param maps those that can be read
/// @param damages what is wrong with the others
record KeptMaps(List<KeptMap> maps, List<Fault.Unavailable> damages) {

    static KeptMaps of(StoredCollection collection) {
        List<KeptMap> maps = new ArrayList<>();
        List<Fault.Unavailable> damages = new ArrayList<>();
        for (int components : KeptMap.COMPONENTS) {
            try {
                collection.map(components).ifPresent(maps::add);
            } catch (Fault.Unavailable e) {
                damages.add(e);
            }
        }
        return new KeptMaps(maps, damages);
    }

    /// The one that was made last.
    Optional<KeptMap> last() {
        return maps.stream().max(Comparator.comparing(map -> map.origin().createdAt()));
    }
}
