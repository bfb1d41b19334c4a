package io.wigwag.core.message.addon;

import io.wigwag.core.id.Jid;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.secret.AddOn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was added to one message, of one kind, the latest first.
record Additions(List<Addition> all) {
    Additions {
        all = List.copyOf(all);
    }

    /// @param at the sender's own time, or that of the stanza
    record Addition(KeptMessage message, SealedAddOn sealed, Instant at) {}

    static Additions of(AddOn kind, List<KeptMessage> added) {
        var all = new ArrayList<Addition>();
        for (var message : added) {
            var read = ContentReader.read(message.message());
            if (read.content() instanceof SealedAddOn sealed && sealed.kind() == kind) {
                all.add(new Addition(message, sealed, read.facts().sentAt().orElse(message.time())));
            }
        }
        all.sort(Comparator.comparing(Addition::at).reversed());
        return new Additions(all);
    }

    /// By people: two additions are one person's where they share a name.
    Map<Jid, List<Addition>> ofEach() {
        var people = new HashMap<Jid, Jid>();
        var byPerson = new LinkedHashMap<Jid, List<Addition>>();
        for (var addition : all) {
            var names = addition.message().authors().stream().sorted().toList();
            var person = names.stream()
                    .filter(people::containsKey)
                    .map(people::get)
                    .findFirst()
                    .orElse(names.getFirst());
            names.forEach(name -> people.put(name, person));
            byPerson.computeIfAbsent(person, _ -> new ArrayList<>()).add(addition);
        }
        return byPerson;
    }
}
