package io.millrace.core.simulation;

/**
 * How often what goes wrong in one simulation. Each seed has its own weather: a run in which everything goes wrong at once
 * hides what a single fault would show.
 *
 * @param death of a server, for each of its steps
 * @param refusal of the store before it has done anything
 * @param lostAnswer of the store after it has done it
 * @param interleaving something else happens before this goes on
 * @param longPause the server stands still for longer than its lease
 * @param toolFault of each call
 */
record Weather(
        double death, double refusal, double lostAnswer, double interleaving, double longPause, double toolFault) {
    static Weather of(Chance chance) {
        return new Weather(
                chance.pick(0.0, 0.002, 0.01, 0.03),
                chance.pick(0.0, 0.005, 0.02, 0.08),
                chance.pick(0.0, 0.005, 0.02, 0.08),
                chance.pick(0.0, 0.02, 0.08, 0.15),
                chance.pick(0.0, 0.003, 0.01),
                chance.pick(0.0, 0.1, 0.3, 0.6));
    }
}
