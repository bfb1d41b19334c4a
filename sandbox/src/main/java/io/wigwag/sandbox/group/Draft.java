package io.wigwag.sandbox.group;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.world.Addressing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A group as its founder wants it.
///
/// @param key by which the founder's devices know the group when they hear of it
/// @param id the part of its address before the `@`, where it shall be a certain one
/// @param modes settings with a word for a value, by their elements' tags
public record Draft(
        String subject,
        List<Jid> members,
        Set<Jid> admins,
        Addressing addressing,
        Set<Toggle> toggles,
        Map<String, String> modes,
        OptionalLong ephemeral,
        boolean joinApproval,
        Optional<Text> description,
        Optional<String> key,
        Optional<String> id) {
    /// A description before it is the group's.
    public record Text(String id, Octets body) {}

    public Draft {
        members = List.copyOf(members);
        admins = Set.copyOf(admins);
        toggles = Set.copyOf(toggles);
        modes = Map.copyOf(modes);
    }

    /// A plain one.
    public static Draft of(String subject, List<Jid> members) {
        return new Draft(
                subject,
                members,
                Set.of(),
                Addressing.LID,
                Set.of(),
                Map.of(),
                OptionalLong.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Draft in(Addressing other) {
        return new Draft(
                subject, members, admins, other, toggles, modes, ephemeral, joinApproval, description, key, id);
    }
}
