namespace ArazzoDurable.Language.Diagnostics;

/// <summary>The codes of all diagnostics. A code never changes its meaning.</summary>
public static class DiagnosticCodes
{
    /// <summary>Error. A YAML alias stands inside the value that it names.</summary>
    public const string AliasCycle = "alias-cycle";

    /// <summary>Warning. A parameter goes into the body, which only Arazzo 1.0.0 had.</summary>
    public const string BodyParameter = "body-parameter";

    /// <summary>Warning. A parameter goes to a channel, which the schema of 1.1 has and its text has not.</summary>
    public const string ChannelParameter = "channel-parameter";

    /// <summary>Warning. Workflows depend on each other in a circle, so that none can be the first.</summary>
    public const string DependencyCycle = "dependency-cycle";

    /// <summary>Warning. Two actions of one list have the same name.</summary>
    public const string DuplicateAction = "duplicate-action";

    /// <summary>Error. A list that holds each entry once holds one twice.</summary>
    public const string DuplicateEntry = "duplicate-entry";

    /// <summary>Error. Two workflows, two steps of a workflow or two source descriptions have the same name.</summary>
    public const string DuplicateId = "duplicate-id";

    /// <summary>Error. An object has two members of the same name; the first is taken.</summary>
    public const string DuplicateKey = "duplicate-key";

    /// <summary>Error. Two parameters of one list have the same name and place.</summary>
    public const string DuplicateParameter = "duplicate-parameter";

    /// <summary>Error. A list that must have an entry has none.</summary>
    public const string EmptyList = "empty-list";

    /// <summary>Warning. A description of version 1.0 uses a field of 1.1, which is ignored.</summary>
    public const string FieldOf11 = "field-of-1.1";

    /// <summary>Warning. A member means nothing where it stands.</summary>
    public const string IgnoredMember = "ignored-member";

    /// <summary>A name has characters that it must not have. Error where the specification's schema refuses it, else a warning.</summary>
    public const string InvalidName = "invalid-name";

    /// <summary>Warning. A text is no URI reference.</summary>
    public const string InvalidUri = "invalid-uri";

    /// <summary>Error. A value has the right type but is none of those allowed.</summary>
    public const string InvalidValue = "invalid-value";

    /// <summary>Error. More values come from YAML aliases than are read.</summary>
    public const string LimitAliasNodes = "limit-alias-nodes";

    /// <summary>Error. More text comes from YAML aliases than is read.</summary>
    public const string LimitAliasText = "limit-alias-text";

    /// <summary>Error. The text is longer than is read.</summary>
    public const string LimitBytes = "limit-bytes";

    /// <summary>Error. Lists and objects are nested deeper than is read.</summary>
    public const string LimitDepth = "limit-depth";

    /// <summary>Error. The name of a member is longer than is read.</summary>
    public const string LimitName = "limit-name";

    /// <summary>Error. There are more values than are read.</summary>
    public const string LimitNodes = "limit-nodes";

    /// <summary>Error. A number is longer than is read.</summary>
    public const string LimitNumber = "limit-number";

    /// <summary>Error. More values stand in steps by reference than are read.</summary>
    public const string LimitReuse = "limit-reuse";

    /// <summary>Error. A string is longer than is read.</summary>
    public const string LimitScalar = "limit-scalar";

    /// <summary>A YAML merge key. Warning when it is followed, error when it cannot be.</summary>
    public const string MergeKey = "merge-key";

    /// <summary>Error. A member stands beside another that excludes it.</summary>
    public const string MisplacedMember = "misplaced-member";

    /// <summary>A condition needs a context and has none. Warning in the lenient dialect, where the response body is taken; else an error.</summary>
    public const string MissingContext = "missing-context";

    /// <summary>Error. A member that must be there is not.</summary>
    public const string MissingMember = "missing-member";

    /// <summary>Error. A step does not say what it calls, or a goto where it goes.</summary>
    public const string MissingTarget = "missing-target";

    /// <summary>Error. A file holds several YAML documents; the first is read.</summary>
    public const string MultipleDocuments = "multiple-documents";

    /// <summary>Warning. A number is infinite or not a number, which JSON cannot say; it is read as a string.</summary>
    public const string NotFinite = "not-finite";

    /// <summary>Warning. A parameter does not say where it goes, and an operation needs to know.</summary>
    public const string ParameterWithoutPlace = "parameter-without-place";

    /// <summary>Warning. A parameter that is the whole query string stands beside others of the query.</summary>
    public const string QueryStringNotAlone = "query-string-not-alone";

    /// <summary>A success action retries. Warning in the lenient dialect, where it works; else an error.</summary>
    public const string RetryOnSuccess = "retry-on-success";

    /// <summary>Error. A step or an action has more than one target.</summary>
    public const string SeveralTargets = "several-targets";

    /// <summary>Error. A YAML alias names no anchor.</summary>
    public const string UnknownAlias = "unknown-alias";

    /// <summary>Error. A Reusable Object refers to a component that is not there.</summary>
    public const string UnknownComponent = "unknown-component";

    /// <summary>Warning. An object has a member that the specification does not know.</summary>
    public const string UnknownMember = "unknown-member";

    /// <summary>Error. A reference names a source description that is not there.</summary>
    public const string UnknownSource = "unknown-source";

    /// <summary>Error. A reference names a step that is not there.</summary>
    public const string UnknownStep = "unknown-step";

    /// <summary>Error. A reference names a workflow that is not there. Warning when another document could have it.</summary>
    public const string UnknownWorkflow = "unknown-workflow";

    /// <summary>Error. The text is neither YAML nor JSON.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>Error. The key of a YAML mapping is no scalar.</summary>
    public const string UnsupportedKey = "unsupported-key";

    /// <summary>Error. A YAML value has a tag that JSON has no values for.</summary>
    public const string UnsupportedTag = "unsupported-tag";

    /// <summary>Error. The description follows a version of the specification that is not known.</summary>
    public const string UnsupportedVersion = "unsupported-version";

    /// <summary>Warning. A reference names a source of another kind than it needs.</summary>
    public const string WrongSource = "wrong-source";

    /// <summary>Error. A value has another type than the specification gives it.</summary>
    public const string WrongType = "wrong-type";
}
