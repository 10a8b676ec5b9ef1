using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis;

/// <summary>
/// One reason why a connection is reset. A cause never says yes: it gives evidence for and against itself, and others weigh it. It looks at
/// the scene of one reset and at nothing else.
/// </summary>
public abstract class Cause
{
    /// <summary>The type's name in kebab case: the slug that rule, article, capture and test share.</summary>
    public string Slug => field ??= CauseCatalogue.SlugOf(GetType());

    /// <summary>The kinds of resets that it can have made. It is not asked about others, so <see cref="Examine"/> has nothing to say of them.</summary>
    public virtual ResetKinds Kinds => ResetKinds.Any;

    /// <summary>Looks for what speaks for the cause and against it. Finds nothing where the cause cannot apply at all.</summary>
    public abstract void Examine(ResetScene scene, Findings findings);

    /// <summary>Whether something was lost if this is the cause.</summary>
    public virtual Harm HarmIn(ResetScene scene) => Harm.Harmful;

    /// <summary>Who sent the RST if this is the cause. By default the host whose address it bears, unless the packets speak against that.</summary>
    public virtual SentBy SenderIn(ResetScene scene) => SenderInference.Of(scene);

    /// <summary>What happened, in one or two sentences for people, if this is the cause.</summary>
    public abstract string Tell(ResetScene scene);

    /// <summary>Slugs of further articles that fit this reset, the closest first; beside the cause's own.</summary>
    public virtual IEnumerable<string> ReadAlso(ResetScene scene) => [];

    /// <summary>Observations that would settle whether this is the cause.</summary>
    public virtual IEnumerable<NextStep> NextSteps(ResetScene scene) => [];
}
