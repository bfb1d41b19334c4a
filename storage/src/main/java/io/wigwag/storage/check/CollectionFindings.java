package io.wigwag.storage.check;

import java.util.List;

/// What a check found in one collection.
///
/// @param shredded documents whose keys were destroyed on purpose, which is no fault
/// @param troubles what is wrong, in words; names tenants and ids, no values
public record CollectionFindings(long documents, long shredded, List<String> troubles) {
    public CollectionFindings {
        troubles = List.copyOf(troubles);
    }

    public boolean isSound() {
        return troubles.isEmpty();
    }
}
