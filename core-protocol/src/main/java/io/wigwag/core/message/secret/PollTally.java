package io.wigwag.core.message.secret;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The running count of a poll. Of each voter the latest vote counts; the caller names a voter the same way every
/// time, whatever name the vote came under.
public final class PollTally {
    private final Map<Octets, String> options = new LinkedHashMap<>();
    private final Map<Jid, Cast> votes = new LinkedHashMap<>();

    private record Cast(PollVote vote, Instant at) {}

    public PollTally(List<String> names) {
        names.forEach(this::offer);
    }

    /// Adds an option that somebody added to the poll.
    public void offer(String name) {
        options.putIfAbsent(PollVote.hash(name), name);
    }

    /// Counts a vote.
    ///
    /// @param at when it was sent; one that is older than the voter's last is late, and changes nothing
    public void count(Jid voter, PollVote vote, Instant at) {
        var last = votes.get(voter.bare());
        if (last == null || !at.isBefore(last.at())) {
            votes.put(voter.bare(), new Cast(vote, at));
        }
    }

    /// An option and who chose it.
    public record Result(String option, List<Jid> voters) {
        public Result {
            voters = List.copyOf(voters);
        }
    }

    /// All options in their order. What somebody chose that is no option is not counted.
    public List<Result> results() {
        var voters = new HashMap<Octets, List<Jid>>();
        votes.forEach((voter, cast) -> cast.vote()
                .choices()
                .forEach(choice ->
                        voters.computeIfAbsent(choice, _ -> new ArrayList<>()).add(voter)));
        return options.entrySet().stream()
                .map(option -> new Result(option.getValue(), voters.getOrDefault(option.getKey(), List.of())))
                .toList();
    }

    /// How many have a vote that counts.
    public int voters() {
        return (int) votes.values().stream()
                .filter(cast -> !cast.vote().choices().isEmpty())
                .count();
    }
}
