package io.wigwag.core.message.content;

import io.wigwag.core.id.Jid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Who is named in a message.
///
/// @param groups groups of a community
public record Mentions(List<Jid> people, boolean everybody, List<Group> groups) {
    public static final Mentions NONE = new Mentions(List.of(), false, List.of());

    public Mentions {
        people = List.copyOf(people);
        groups = List.copyOf(groups);
    }

    /// A group and the name that the text shows for it.
    public record Group(Jid jid, String subject) {}

    public Mentions and(Collection<Jid> more) {
        var all = new ArrayList<>(people);
        more.stream().map(Jid::bare).filter(jid -> !all.contains(jid)).forEach(all::add);
        return new Mentions(all, everybody, groups);
    }

    public Mentions andEverybody() {
        return new Mentions(people, true, groups);
    }

    public Mentions and(Group group) {
        var all = new ArrayList<>(groups);
        all.add(group);
        return new Mentions(people, everybody, all);
    }

    public boolean isEmpty() {
        return people.isEmpty() && !everybody && groups.isEmpty();
    }
}
