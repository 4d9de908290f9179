namespace ArazzoDurable.Embedded.Execution;

/// <summary>A task of a generation of an instance.</summary>
readonly record struct TaskKey(InstanceActor Instance, int Generation, int TaskId);
