# SPDX-License-Identifier: GPL-3.0-or-later
"""The same statistics by statsmodels, scipy and pysyncon: a JSON list of cases in, a list of results out."""

import json
import sys

import numpy as np
import scipy.stats as st
import statsmodels.api as sm
from pysyncon.base import VanillaOptimMixin
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint


def poisson(case):
    """Coefficients, log likelihood, and standard errors of each kind."""
    model = sm.GLM(
        np.array(case["counts"]),
        np.array(case["rows"]),
        offset=np.array(case["logExposures"]),
        family=sm.families.Poisson(),
    )
    options = {"tol": 1e-14, "maxiter": 200}
    plain = model.fit(**options)
    clusters = np.array(case["clusters"])
    return {
        "coefficients": plain.params.tolist(),
        "logLikelihood": float(plain.llf),
        "pearson": float(plain.pearson_chi2),
        "errors": {
            "model": plain.bse.tolist(),
            "scaled": model.fit(scale="X2", **options).bse.tolist(),
            "robust": model.fit(cov_type="HC0", **options).bse.tolist(),
            "clustered": model.fit(
                cov_type="cluster", cov_kwds={"groups": clusters}, **options
            ).bse.tolist(),
        },
    }


def synthetic(case):
    """The weights by sequential quadratic programming, as pysyncon has them, with a tighter tolerance."""
    donors, treated = np.array(case["donors"]), np.array(case["treated"])
    before = case["before"]
    x0, x1 = donors[:, :before].T, treated[:before]
    weights, _ = VanillaOptimMixin.w_optimize(
        np.eye(before), x0, x1, qp_options={"maxiter": 10_000, "ftol": 1e-16}
    )
    gap = x1 - x0 @ weights
    return {"weights": weights.tolist(), "objective": float(gap @ gap)}


def scalars(case):
    lower, upper = proportion_confint(case["successes"], case["trials"], method="wilson")
    exact = st.poisson_means_test(
        case["first"], case["firstExposure"], case["second"], case["secondExposure"]
    ).pvalue
    interval = st.quantile_test(case["values"], q=0, p=case["share"]).confidence_interval(0.95)
    ratios = np.array(case["numerators"]), np.array(case["denominators"])
    n = len(ratios[0])
    left_out = [
        (ratios[0].sum() - ratios[0][i]) / (ratios[1].sum() - ratios[1][i]) for i in range(n)
    ]
    return {
        "wilson": [float(lower), float(upper)],
        "poisson": float(exact),
        "quantile": [float(interval.low), float(interval.high)],
        "holm": multipletests(case["pValues"], method="holm")[1].tolist(),
        "normalQuantile": float(st.norm.ppf(case["share"])),
        "studentQuantile": float(st.t.ppf(case["share"], 7)),
        "studentP": float(2 * st.t.sf(abs(case["score"]), 7)),
        "pairedP": float(st.ttest_rel(case["numerators"], case["denominators"]).pvalue),
        "jackknifeError": float(
            np.sqrt((n - 1) / n * ((left_out - np.mean(left_out)) ** 2).sum())
        ),
    }


if __name__ == "__main__":
    kinds = {"poisson": poisson, "synthetic": synthetic, "scalars": scalars}
    json.dump([kinds[case["kind"]](case) for case in json.load(sys.stdin)], sys.stdout)
