package dev.tidemark.simulator;

/** A fault dealt to one request: its plan, its kind, and even bits to choose a variant by. */
record Fault(FaultPlan plan, FaultKind kind, long variety) {}
