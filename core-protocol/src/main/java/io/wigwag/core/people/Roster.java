package io.wigwag.core.people;

import io.wigwag.core.id.Jid;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Who is in a group, and what a sender has to know of it.
///
/// @param expiration seconds after which messages disappear; 0 for never
public record Roster(Addressing addressing, List<Member> members, boolean announcement, int expiration) {

    /// By which names the group calls its members.
    public enum Addressing {
        PN,
        LID;

        public String wireName() {
            return this == LID ? "lid" : "pn";
        }
    }

    /// One member.
    ///
    /// @param jid in the group's addressing
    /// @param other the member's other name, where the server told it
    public record Member(Jid jid, Optional<Jid> other, boolean admin) {}

    public Roster {
        var each = new LinkedHashMap<Jid, Member>();
        members.forEach(member -> each.put(member.jid(), member));
        members = List.copyOf(each.values());
    }

    public boolean has(Jid jid) {
        var account = jid.account();
        return members.stream()
                .anyMatch(member -> member.jid().equals(account)
                        || member.other().filter(account::equals).isPresent());
    }

    Roster with(Collection<Member> more) {
        var all = new LinkedHashMap<Jid, Member>();
        members.forEach(member -> all.put(member.jid(), member));
        more.forEach(member -> all.put(member.jid(), member));
        return new Roster(addressing, List.copyOf(all.values()), announcement, expiration);
    }

    Roster without(Collection<Jid> gone) {
        var left = members.stream()
                .filter(member -> !gone.contains(member.jid())
                        && member.other().filter(gone::contains).isEmpty())
                .toList();
        return new Roster(addressing, left, announcement, expiration);
    }

    Roster announcing(boolean only) {
        return new Roster(addressing, members, only, expiration);
    }

    Roster expiring(int seconds) {
        return new Roster(addressing, members, announcement, seconds);
    }
}
