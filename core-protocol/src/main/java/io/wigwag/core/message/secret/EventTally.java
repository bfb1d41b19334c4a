package io.wigwag.core.message.secret;

import io.wigwag.core.id.Jid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who comes to an event. Of each person the latest answer counts; the caller names a person the same way every time.
public final class EventTally {
    private final Map<Jid, EventResponse> answers = new LinkedHashMap<>();

    /// Counts an answer, unless the same person has given a later one.
    public void count(Jid person, EventResponse response) {
        var last = answers.get(person.bare());
        if (last == null || !response.at().isBefore(last.at())) {
            answers.put(person.bare(), response);
        }
    }

    public List<Jid> people(EventResponse.Answer answer) {
        return answers.entrySet().stream()
                .filter(given -> given.getValue().answer() == answer)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// How many come, with those whom they bring along.
    public int guests() {
        return answers.values().stream()
                .filter(given -> given.answer() == EventResponse.Answer.GOING)
                .mapToInt(given -> 1 + Math.max(0, given.extraGuests()))
                .sum();
    }
}
